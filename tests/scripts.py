"""The programs in `scripts/`, which are not part of the package, as modules."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parent.parent / "scripts"


def load_script(name: str) -> ModuleType:
    """Run a script as a module of its own, and return it."""
    spec = importlib.util.spec_from_file_location(f"script_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A data class looks for its module there.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
