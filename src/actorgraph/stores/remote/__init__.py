"""The remote store: any engine that speaks SPARQL 1.1 behind one address.

It needs Query, Update and the Graph Store Protocol.
"""
