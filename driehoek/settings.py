"""One file; the environment decides. What is not set is closed; the demo switch is the only one that opens anything."""

import os
from pathlib import Path

import dj_database_url

from driehoek import catalogues
from driehoek.environment import envbool, envlist, secret, var

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = var()

# DEMO shows the list of invented people on the login page and logs in with one click. Nothing else reads it.
DEMO = envbool("DRIEHOEK_DEMO")
DEBUG = envbool("DRIEHOEK_DEBUG")
SECRET_KEY = secret("SECRET_KEY", VAR)
SEALING_KEY = secret("SEALING_KEY", VAR)  # 32 bytes in hex: seals personal numbers at rest
# At which people reach this house, such as https://school.example/. Where it is not set it is chosen on screen.
PUBLIC_ADDRESS = os.environ.get("DRIEHOEK_ADDRESS", "")
ALLOWED_HOSTS = envlist("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = envlist("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "lucide",
    "driehoek.web",  # before allauth and the forms: their pages and widgets wear our templates
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "driehoek.keeping",
    "driehoek.access",
    "driehoek.journal",
    "driehoek.duties",
    "driehoek.letters",
    "driehoek.schools",
    "driehoek.people",
    "driehoek.pupils",
    "driehoek.attendance",
    "driehoek.clb",
    "driehoek.safety",
    "driehoek.procedures",
    "driehoek.safetyplan",
    "driehoek.oversight",
    "driehoek.exchange",
    "driehoek.lists",
    "driehoek.enrolment",
    "driehoek.staffing",
    "driehoek.start",
]

MIDDLEWARE = [
    "driehoek.web.middleware.headers",  # first: also what the next one redirects to HTTPS carries them
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "driehoek.web.middleware.page_of_an_act",
    "driehoek.access.middleware.language",
    "driehoek.access.middleware.wall_and_actor",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "driehoek.access.middleware.idle_end",
    "driehoek.access.middleware.second_factor",
    "driehoek.access.middleware.reading_room",
    "driehoek.access.searching.TypedWords",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "driehoek.urls"
WSGI_APPLICATION = "driehoek.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "driehoek.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "driehoek.web.templatetags.driehoek",
            ],
        },
    },
]

FORM_RENDERER = "driehoek.web.renderer.HouseRenderer"

# SQLite takes the write lock at the start of a transaction (IMMEDIATE): with DEFERRED more than half of the concurrent
# read-modify-write transactions failed when tried.
# A page waits this many seconds for that lock: longer than a roster of a few thousand pupils takes to write. What runs
# in the background has more time (`driehoek.cli`).
SQLITE_WAIT = int(os.environ.get("SQLITE_WAIT", "20"))
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": SQLITE_WAIT,
    "init_command": f"PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout={SQLITE_WAIT * 1000};"
    "PRAGMA cache_size=-32000;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;",
}
# The server keeps the plans of statements it saw before: half of what a page costs the database is planning.
PREPARE = 2 if envbool("POSTGRES_PREPARED", default=True) else None  # False behind pgbouncer in transaction mode
POSTGRES_OPTIONS = {"server_side_binding": True, "prepare_threshold": PREPARE}
DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'driehoek.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60 if "postgres" in DATABASE_URL else None)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"].setdefault("OPTIONS", {}).update(POSTGRES_OPTIONS)

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["driehoek.access.adapters.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "driehoek.access.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "driehoek.access.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are opened by the direction of a school, never by signing up
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # changing what an account is asks the password or passkey again
# A school has one address to the outside, and at half past eight everybody logs in: good logins are not what is
# limited. Wrong passwords are counted per account and place (`access.adapters`), and together per place.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "5/5m/key,100/5m/ip",
    "second_factor": "10/5m/user",  # wrong codes while a factor is being made
    "survey_code": "60/5m/ip",  # wrong codes: a whole class types from one address
}
# How many own proxies stand before the server: that many addresses at the end of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
MFA_ADAPTER = "driehoek.access.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a code counts one step of 30 s longer: telephones and people are slow
MFA_TOTP_ISSUER = "Driehoek"
MFA_FORMS = {"add_webauthn": "driehoek.web.forms.AddPasskeyForm"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = envbool("DRIEHOEK_INSECURE_PASSKEYS")  # passkeys on plain http://localhost
# One provider per line: id|name|server_url|client_id|client_secret|domains. It opens accounts of these mail domains
# (separated by commas) and speaks for no other address.
OIDC_PROVIDERS = [line.split("|") for line in os.environ.get("OIDC_PROVIDERS", "").splitlines() if line.strip()]
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": provider_id,
                "name": name,
                "client_id": client_id,
                "secret": client_secret,
                "settings": {"server_url": server_url, "domains": ",".join(domains).split(",")},
            }
            for provider_id, name, server_url, client_id, client_secret, *domains in OIDC_PROVIDERS
        ],
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # a known provider's verified address opens the account of that address
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC_ORIGINS = ["/".join(server_url.split("/")[:3]) for _id, _name, server_url, *_rest in OIDC_PROVIDERS]

SECURE = envbool("DRIEHOEK_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# A cookie of this name is taken by browsers from this very host over HTTPS only: no sister host can plant one.
HOST_ONLY = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{HOST_ONLY}sessionid", f"{HOST_ONLY}csrftoken"
SESSION_ENGINE = "driehoek.access.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        # The form that starts an OpenID Connect login is redirected to the provider; Chromium checks that hop too.
        "form-action": ["'self'", *OIDC_ORIGINS],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [catalogues.PROVIDED]  # before every app: django-allauth says "je"
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = VAR / "static"
# Without collectstatic (demo, development) whitenoise serves the apps' own folders.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "web").exists()
MEDIA_ROOT = VAR / "attachments"  # never served by path: an attachment is read through its own view
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
LETTER_FONTS = [Path(path) for path in envlist("LETTER_FONTS")]  # folders of more fonts for letters, none needed
# Where `nightly` puts a backup; another disk than var/ is on. Without it none is made by itself.
BACKUP = Path(os.environ["DRIEHOEK_BACKUP"]) if os.environ.get("DRIEHOEK_BACKUP") else None
BACKUP_DAYS = int(os.environ.get("DRIEHOEK_BACKUP_DAYS", "30"))  # how long one is kept
IMPORT_MAX_BYTES = 50 * 1024 * 1024

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR / "mailbox"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = envbool("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "driehoek@localhost")
EMAIL_TIMEOUT = 10  # seconds: a mail server that does not answer keeps nobody waiting for long
CACHES = {
    # Counts of wrong passwords and the like: all processes of this machine count in one place.
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "counts",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # What a worker tells the server's processes while its transaction is open.
    "progress": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR / "progress"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
EMERGENCY_MINUTES = 60  # ACC-12: how long emergency access lasts; the source names no number, a board sets its own
STAFF_IDLE_SECONDS = 60 * int(os.environ.get("STAFF_IDLE_MINUTES", "120"))  # then a session of staff ends by itself
IDLE_LOCK_SECONDS = 180  # ACC-6: after this the screen of whoever reads another's file covers itself
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "driehoek.logs.WithoutData", "format": "{asctime} {levelname} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django.request": {"level": "ERROR", "handlers": ["console"], "propagate": False}},
}
