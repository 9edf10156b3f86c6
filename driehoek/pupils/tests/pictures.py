"""Pictures to send as a photo of a child."""

from io import BytesIO

from PIL import Image

ORIENTATION, GPS, ARTIST = 0x0112, 0x8825, 0x013B


def picture(width: int = 1200, height: int = 900, kind: str = "JPEG", turned: int = 0) -> bytes:
    """Red on the left and blue on the right, with a name, a place and a note in it; `turned` as EXIF counts."""
    drawn = Image.new("RGB", (width, height), "red")
    drawn.paste("blue", (width // 2, 0, width, height))
    about = Image.Exif()
    about[ARTIST] = "Dirk Nowak"
    about.get_ifd(GPS).update({1: "N", 2: (51.0, 3.0, 0.0)})
    if turned:
        about[ORIENTATION] = turned
    out = BytesIO()
    more = {"comment": b"Lindeboom"} if kind == "JPEG" else {}
    drawn.save(out, kind, exif=about, **more)
    return out.getvalue()
