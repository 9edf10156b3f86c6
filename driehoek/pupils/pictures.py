"""A photo of a child as it is kept: small, upright, and with nothing in it but what one sees."""

from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .contents import Refused, refuse_heic

SIDE = 600  # pixels of the longer side: enough for a screen and for paper
MOST = 50_000_000  # pixels; what unpacks to more is no photo of a child
FORMATS = ("JPEG", "PNG", "WEBP")
Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit is higher, and a warning; ours answers with a sentence


def portrait(content: BinaryIO) -> bytes:
    """A JPEG made anew of the pixels alone: place, day and camera stay behind. Raises Refused with a sentence."""
    content.seek(0)
    head = content.read(12)
    content.seek(0)
    refuse_heic(head)
    try:
        with Image.open(content, formats=FORMATS) as found:
            return _made_anew(found)
    except (OSError, ValueError, SyntaxError) as problem:
        if isinstance(problem, Refused):
            raise
        raise Refused(_("This is not a photo that can be read. Choose a JPEG, PNG or WebP.")) from problem


def _made_anew(found: Image.Image) -> bytes:
    if found.width * found.height > MOST:  # known from the head, before anything is unpacked
        raise Refused(_("This picture is too large: at most 50 million pixels. Choose a smaller one."))
    found.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is unpacked no larger than needed
    upright = ImageOps.exif_transpose(found)
    upright.thumbnail((SIDE, SIDE))
    seen = upright.convert("RGBA")
    flat = Image.new("RGB", seen.size, "white")  # a picture of its own, so that no text of the old one comes along
    flat.paste(seen, mask=seen.getchannel("A"))
    out = BytesIO()
    flat.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
