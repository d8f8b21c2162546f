"""The stylesheet and the scripts: small on the wire, and fetched once."""

import hashlib
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory

FOLDER = Path(__file__).parent / "static"
TYPES = {
    "portal.css": "text/css",
    "portal.js": "text/javascript",
    "govuk-frontend.min.js": "text/javascript",
}


class NotBuilt(RuntimeError):
    """The stylesheet or the script has not been made yet."""


def serve(app: Flask) -> None:
    """Add `/static/<version>/<name>`; templates write `{{ asset("portal.css") }}`.

    The version is a digest of the files, so that a browser may keep each for ever.
    Raises NotBuilt if a file is missing.
    """
    version = digest(FOLDER)

    @app.get("/static/<_version>/<name>")
    def static(_version: str, name: str) -> Response:
        if name not in TYPES:
            abort(404)
        return file(name)

    @app.template_global()
    def asset(name: str) -> str:
        return f"/static/{version}/{name}"


def digest(folder: Path) -> str:
    missing = [name for name in TYPES if not (folder / name).is_file()]
    if missing:
        raise NotBuilt(f"{', '.join(missing)}: not in {folder.name}/. Run `npm run build` first.")
    content = b"".join((folder / name).read_bytes() for name in TYPES)
    return hashlib.sha256(content).hexdigest()[:16]


def file(name: str) -> Response:
    """One file, gzipped where the browser takes it: it holds no secret that its size could tell."""
    zipped = request.accept_encodings["gzip"] > 0 and (FOLDER / f"{name}.gz").is_file()
    response = send_from_directory(FOLDER, f"{name}.gz" if zipped else name)
    response.headers["Content-Type"] = f"{TYPES[name]}; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response
