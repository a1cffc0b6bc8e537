"""The store on the disk: graphs in Oxigraph, a ledger in SQLite beside them, one writer at a time.

A directory holds `store.json` (format and current folder), `lock`, and one folder `data-N` with
`graphs/` and `ledger.sqlite`.
"""
