/**
 * Python that runs before every program: gives libraries the names back that they dropped since the bundles of earlier years were written. Each is
 * given when its library is imported, and costs nothing where it is not; what is there by itself is left alone. Dropped by: numpy 1.24 (numpy.float
 * and its like), PyYAML 6 (load without a loader), Python 3.8 (time.clock), 3.10 (collections.Iterable and its like), 3.11 (inspect.getargspec),
 * scikit-learn 0.23 (sklearn.externals.joblib).
 */
export const SITE_CUSTOMIZATION = String.raw`import sys
import time


def give(module, names):
    for name, value in names.items():
        module.__dict__.setdefault(name, value)


def numpy(module):
    give(module, {
        "bool": bool, "int": int, "float": float, "complex": complex, "object": object,
        "str": str, "long": int, "unicode": str,
    })


def yaml(module):
    load, load_all = module.load, module.load_all
    module.load = lambda stream, Loader=None: load(stream, Loader or module.FullLoader)
    module.load_all = lambda stream, Loader=None: load_all(stream, Loader or module.FullLoader)


def collections(module):
    import collections.abc

    give(module, {name: getattr(collections.abc, name) for name in collections.abc.__all__})


def inspect(module):
    from collections import namedtuple

    spec = namedtuple("ArgSpec", "args varargs keywords defaults")
    give(module, {"ArgSpec": spec, "getargspec": lambda function: spec(*module.getfullargspec(function)[:4])})


def externals(module):
    import joblib

    give(module, {"joblib": joblib})
    sys.modules.setdefault(module.__name__ + ".joblib", joblib)


GIVEN = {"numpy": numpy, "yaml": yaml, "collections": collections, "inspect": inspect, "sklearn.externals": externals}


class Giver:
    """Finds these modules as everybody does, and gives them their names once they are loaded."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name not in GIVEN:
            return None
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_and_give(module):
            load(module)
            GIVEN[name](module)

        spec.loader.exec_module = load_and_give
        return spec


sys.meta_path.insert(0, Giver)
give(time, {"clock": time.process_time})
for name in GIVEN.keys() & sys.modules.keys():
    GIVEN[name](sys.modules[name])
`;
