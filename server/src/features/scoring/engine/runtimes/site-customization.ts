/**
 * Python that runs before every program: gives numpy the names back that 1.24 removed (numpy.float and its like), which bundles of earlier years
 * use. Waits until numpy is imported, and costs nothing where it is not. Names that numpy has are left alone.
 */
export const SITE_CUSTOMIZATION = String.raw`import sys

ALIASES = {
    "bool": bool, "int": int, "float": float, "complex": complex, "object": object,
    "str": str, "long": int, "unicode": str,
}


class NumpyAliases:
    """Finds numpy as everybody does, and adds the names once it is loaded."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name != "numpy":
            return None
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_with_aliases(module):
            load(module)
            for alias, builtin in ALIASES.items():
                module.__dict__.setdefault(alias, builtin)

        spec.loader.exec_module = load_with_aliases
        return spec


sys.meta_path.insert(0, NumpyAliases)
`;
