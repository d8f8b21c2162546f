import cProfile, pstats, time, os
from uuid import uuid4
from kafka import KafkaConsumer, TopicPartition
from tests.shared.kit import NotesService
from tests.shared.notes import counted, request
from shared.eventstore import Append
def test_perf(published):
    pupils = [uuid4() for _ in range(2000)]
    N=20000
    heads = {}
    for r in range(10):
        for start in range(0, 2000, 500):
            some = pupils[start:start+500]
            reads = published.store.read_many([f"note-{p}" for p in some])
            published.store.append_many([Append(head=x.head, events=[counted(p, 1)], by=request(p)) for x, p in zip(reads, some)])
    s = published.sequencer()
    while s.step(wait_seconds=0.05): pass
    r = published.relay()
    t = time.monotonic()
    while r.step(): pass
    print("relay", N/(time.monotonic()-t))
    def raw():
        t = time.monotonic()
        c = KafkaConsumer(**published.kafka.options(), group_id=None, metrics_enabled=False)
        parts = [TopicPartition(published.topic, n) for n in range(12)]
        c.assign(parts); c.seek_to_beginning(*parts)
        n = 0; docs = {}
        while n < N:
            for recs in c.poll(timeout_ms=500, max_records=500).values():
                n += len(recs)
                for x in recs: docs[(x.partition, x.offset)] = x
        c.close(autocommit=False)
        read = time.monotonic() - t
        published.views()["raw"].drop()
        published.views()["raw"].insert_many([{"_id": n, "numbers": {"x": [1]*10}, "total": 10, "said": None} for n in range(2000)], ordered=False)
        return time.monotonic() - t, read
    g = published.generations()
    for i in range(3):
        a = raw()
        t = time.monotonic(); n = g.build(published.kafka_feed(None)); b = time.monotonic() - t
        print("raw", a, "build", b, b / a[0])
    p = cProfile.Profile(); p.enable(); g.build(published.kafka_feed(None)); p.disable()
    pstats.Stats(p).sort_stats("cumtime").print_stats(35)
