import time, cProfile, pstats, os
from services.directory.mis.export import read_export
from services.directory.importing import run_import
from tests.directory.mis.exports import TODAY
from tests.directory.big_export import write_big_export

def test_bench(directory, tmp_path):
    write_big_export(tmp_path/"x", pupils=5000)
    for n in range(2):
        c0=time.process_time(); t=time.monotonic()
        export = read_export(tmp_path/"x", today=TODAY)
        c1=time.process_time()
        p=cProfile.Profile() if os.environ.get("PROF") and n!=1 else None
        if p: p.enable()
        r=run_import(export, directory.records, today=TODAY, progress=lambda *a: None)
        if p:
            p.disable(); pstats.Stats(p).sort_stats("cumtime").print_stats(45)
        print("cpu read", c1-c0, "cpu import", time.process_time()-c1, "wall", time.monotonic()-t, r.commits, r.unchanged, os.getloadavg())
