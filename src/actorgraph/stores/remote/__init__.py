"""The store elsewhere: any engine that speaks SPARQL 1.1 Query, Update and the Graph Store Protocol, behind one address."""
