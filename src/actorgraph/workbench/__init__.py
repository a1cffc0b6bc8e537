"""The workbench: pages for people over a store, made from a snapshot and people's decisions.

`views.VIEWS` maps the name of each page to the function that makes it. All of them run in a child
of the server, which has no network; the server itself only decides who may write.
"""
