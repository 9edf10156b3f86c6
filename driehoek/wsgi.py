"""The application for granian, gunicorn or any other WSGI server."""

from django.core.wsgi import get_wsgi_application

from driehoek import catalogues

catalogues.bring_up_to_date()
application = get_wsgi_application()
