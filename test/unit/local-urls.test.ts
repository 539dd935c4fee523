// Who listens at an address: the device itself, the local network, or somebody out there.
import assert from "node:assert/strict";
import { isLocalUrl, isLoopbackUrl } from "../../src/rules/urls.js";

function local(urls: readonly string[]): string[] {
  return urls.filter(isLocalUrl);
}

describe("addresses on the local network", () => {
  it("knows private ranges, local names and names without a dot", () => {
    const urls = [
      "http://192.168.1.7/",
      "http://172.20.0.1",
      "http://lamp.local:80/",
      "http://nas/",
    ];
    assert.deepEqual(local(urls), urls);
  });

  it("takes no public host for local", () => {
    assert.deepEqual(
      local(["http://api.example.com/", "http://172.32.0.1/", "http://8.8.8.8"]),
      [],
    );
  });

  it("does not call a host remote that is not known", () => {
    assert.deepEqual(
      local(["http://\0", "http://\0:80/x", "http://192.168.1.\0", "http://api.\0"]),
      ["http://\0", "http://\0:80/x", "http://192.168.1.\0", "http://api.\0"],
    );
  });

  it("judges the host alone where only the path is not known", () => {
    assert.deepEqual(local(["http://api.example.com/\0"]), []);
    assert.equal(isLoopbackUrl("http://localhost/\0"), true);
  });
});
