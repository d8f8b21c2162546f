from pathlib import Path
import time, cProfile, pstats, os
from services.directory.mis.export import read_export
from services.directory.importing import run_import
from tests.directory.mis.exports import TODAY
from tests.directory.kit import Directory
from tests.directory.big_export import write_big_export

def test_bench(directory, tmp_path):
    write_big_export(tmp_path/"x", pupils=5000)
    for n in range(3):
        t=time.monotonic()
        export = read_export(tmp_path/"x", today=TODAY)
        t1=time.monotonic()
        p=cProfile.Profile() if os.environ.get("PROF") and n!=1 else None
        if p: p.enable()
        r=run_import(export, directory.records, today=TODAY, progress=lambda *a: None)
        if p:
            p.disable(); pstats.Stats(p).sort_stats("tottime").print_stats(22)
        print("read", t1-t, "import", time.monotonic()-t1, r.accepted, r.commits, r.unchanged, len(r.refused), os.getloadavg())
        if n==1:
            directory.root[directory.main.name]["import_rows"].update_many({}, {"$set":{"told":None}})
    t=time.monotonic(); directory.catch_up(); print("views", time.monotonic()-t)
