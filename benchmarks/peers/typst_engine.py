"""Sets the document with typst; run by the interpreter of the peers' own environment.

typst lives there only, so this program's own environment does not know it.

`python typst_engine.py DOCUMENT.json OUTPUT.pdf FONTS`
"""

import json
import shutil
import sys
from pathlib import Path

import typst  # type: ignore[import-not-found]

TEMPLATE = Path(__file__).with_name("edition.typ")


def main(source: str, output: str, fonts: str) -> None:
    """Compile the template with the document beside it, and print this process's peak memory."""
    root = Path(source).parent
    template = root / TEMPLATE.name
    shutil.copyfile(TEMPLATE, template)
    typst.compile(
        str(template),
        output=output,
        root=str(root),
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": Path(source).name},
    )
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            print(json.dumps({"peak_kilobytes": int(line.split()[1])}))


if __name__ == "__main__":
    main(*sys.argv[1:])
