"""Notifications: who must know that something has changed, and that each of them was told once.

Owns: Notification (stream `notification-<id>`: one thing for one person, in the inbox and by
e-mail), Telling (stream `telling-<id of the concern, plan, case or opening>`: who was judged to be
told what about it, decided once for each event) and Preferences (stream `preferences-<person>`).

Publishes, on `<trust>.notifications`: `notification-queued`, `notification-sent`,
`notification-failed`, `notification-read`; `recipients-chosen`; `preferences-set`.

Listens to: `directory` (who is who, who is barred, where mail goes, who opened a record from
outside), `referrals`, `plans`, `ehcp`.
What an import brought in tells nobody, unless it takes back what somebody was told; of a list of
running cases the SENCO gets one digest. Who must know is judged by this service's own views, when
the event is first taken: a redelivery, a replay or a rebuild finds it decided.

A fold sends nothing. The sender takes what its view shows as waiting, asks the stream itself,
re-judges that this person may still be told, and only then opens the sealed address.

Reading order: domain/terms, events, commands, notification, telling, preferences; codec, handlers;
inbound, inbound_ehcp, tellings, policies, digests (react), projections, family, recipients (who
must know), teller; texts, letters, addresses, attempts, sender; queries, schemas, api; config, app,
worker.
"""
