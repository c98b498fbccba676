"""Asks a running server with clients that we did not write: SPARQLWrapper and rdflib.

python3 sparqlwrapper.py http://127.0.0.1:7878

Exit status: 0 all is well, 1 something is not, 77 the packages are not there.
"""

import sys
import urllib.request

try:
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, SKOS
    from rdflib.plugins.stores.sparqlstore import SPARQLStore
    from SPARQLWrapper import CSV, JSON, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

SP = "https://w3id.org/standpoint#"
PREFIXES = f"PREFIX sp: <{SP}> PREFIX skos: <{SKOS}> "
BASE = sys.argv[1].rstrip("/")


def client(query, form=None, method=None, direct=False):
    """A client with a query in it."""
    wrapper = SPARQLWrapper(BASE + "/sparql")
    wrapper.setQuery(PREFIXES + query)
    if form:
        wrapper.setReturnFormat(form)
    if method:
        wrapper.setMethod(method)
    if direct:
        wrapper.setRequestMethod("postdirectly")
    return wrapper


def check(name, truth):
    """Ends with a complaint where something is not true."""
    if not truth:
        print(f"failed: {name}")
        sys.exit(1)
    print(f"ok: {name}")


SELECT = "SELECT ?s ?l { ?s sp:holder ?h . ?h skos:prefLabel ?l } ORDER BY ?s LIMIT 5"
TRIPLES = "CONSTRUCT { ?a sp:opposes ?b } { ?a sp:opposes ?b }"

rows = client(SELECT, JSON).queryAndConvert()["results"]["bindings"]
check("rows as JSON", rows and all(row["l"]["type"] == "literal" for row in rows))
posted = client(SELECT, JSON, POST).queryAndConvert()["results"]["bindings"]
check("the same by POST of a form", posted == rows)
direct = client(SELECT, JSON, POST, direct=True).queryAndConvert()["results"]["bindings"]
check("the same by POST of the query itself", direct == rows)
document = client(SELECT, XML).queryAndConvert()
check("rows as XML", len(document.getElementsByTagName("result")) == len(rows))
for name, form, mark in [("CSV", CSV, b","), ("TSV", TSV, b"\t")]:
    lines = client(SELECT, form).queryAndConvert().strip().splitlines()
    check(f"rows as {name}", len(lines) == len(rows) + 1 and mark in lines[0])
check("yes or no", client("ASK { ?s a sp:Stance }", JSON).queryAndConvert()["boolean"] is True)
turtle = Graph().parse(data=client(TRIPLES, TURTLE).queryAndConvert(), format="turtle")
check("triples as Turtle", len(turtle) > 0)
check("triples as RDF/XML", set(client(TRIPLES, RDFXML).queryAndConvert()) == set(turtle))
check("triples as N3 or Turtle", client(TRIPLES, N3).query().response.status == 200)
try:
    client("SELECT * { ?s sp:opposes ?o", JSON).query()
    check("a wrong query is refused", False)
except QueryBadFormed as error:
    check("a wrong query is refused with a hint", "a brace is not closed" in str(error))

store = SPARQLStore(BASE + "/sparql")
remote = Graph(store=store)
label = URIRef(rows[0]["s"]["value"])
check("rdflib asks for triples", any(True for _ in remote.triples((label, None, None))))
check("rdflib asks in SPARQL", len(list(remote.query(PREFIXES + "SELECT ?s { ?s a sp:Stance } LIMIT 3"))) == 3)

someone = next(iter(remote.query(PREFIXES + "SELECT ?h { ?s sp:holder ?h }")))[0]
page = BASE + "/id/" + str(someone).split("/standpoint/id/")[1]
for form, kind in [("turtle", "text/turtle"), ("json-ld", "application/ld+json"), ("xml", "application/rdf+xml")]:
    told = Graph()
    request = urllib.request.Request(page, headers={"Accept": kind})
    with urllib.request.urlopen(request) as answer:
        told.parse(data=answer.read(), format=form)
    check(f"a thing as {kind}", any(isinstance(o, Literal) for o in told.objects(someone, SKOS.prefLabel)))
whole = Graph().parse(BASE + "/store?default", format="turtle")
check("the graph store", (None, RDF.type, URIRef(SP + "Stance")) in whole)
description = Graph().parse(BASE + "/sparql?format=turtle", format="turtle")
service = URIRef("http://www.w3.org/ns/sparql-service-description#Service")
check("the description of the service", (None, RDF.type, service) in description)
print("all is well")
