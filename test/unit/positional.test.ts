// Initialisers without designators: each field is what stands in its place.
import { check, inside } from "./resolve-show.js";

const NET = "struct net { const char *ssid; const char *key; int port; };\n";

describe("a field of a structure that is initialised by place", () => {
  it("is what stands in its place", () => {
    check(
      {
        "a.c": `${NET}static const struct net home = { "a", "b", 80 };\n${inside("probe(home.key);")}`,
      },
      '"b" via a.c:2',
    );
  });

  it("is told by the order of a typedef's fields, in another file too", () => {
    check(
      {
        "a.c": `#include "a.h"\nnet_t home = { "a", "b" };\n${inside("probe(home.key);")}`,
        "a.h": "typedef struct { const char *ssid, *key; } net_t;\n",
      },
      '"b" via a.c:2',
    );
  });

  it("is each of them in an array", () => {
    check(
      {
        "a.c": `${NET}static struct net all[] = { { "a", "b" }, { "c", "d" } };\n${inside("probe(all[i].key);")}`,
      },
      '"b" via a.c:2',
      '"d" via a.c:2',
    );
  });

  it("is unknown where the list ends before it, or where nobody declares the structure", () => {
    check({ "a.c": `${NET}struct net home = { "a" };\n${inside("probe(home.key);")}` }, "?");
    check({ "a.c": `net_t home = { "a", "b" };\n${inside("probe(home.key);")}` }, "?");
  });

  it("is what a designator says where there is one", () => {
    check(
      {
        "a.c": `${NET}struct net home = { .key = "b", .ssid = "a" };\n${inside("probe(home.key);")}`,
      },
      '"b" via a.c:2',
    );
  });
});
