// Findings accepted from the editor, in comments and in the configuration, and what is said of
// acceptances that do nothing.
import assert from "node:assert/strict";
import type { Diagnostic } from "vscode-languageserver";
import type { FindingEntry } from "../../src/protocol/coverage.js";
import { ESP_IDF, tls, VERIFY } from "./firmware.js";
import { plugFiles, withServer, type Session } from "./session.js";

const CONFIG = ".baseline645/config.yaml";
const REASON = "bench network only";

function accepted(session: Session): FindingEntry[] {
  const all = session.snapshot()?.provisions.flatMap(({ findings }) => findings) ?? [];
  return all.filter(({ kind }) => kind === "accepted");
}

/** Accepts the finding, applies the edit, and looks that the finding is gone and told as accepted. */
async function accept(
  session: Session,
  path: string,
  rule: string,
  until?: string,
): Promise<Diagnostic> {
  const mark = session.one(path, rule);
  session.apply(await session.ignore(path, mark, REASON, until));
  await session.settle();
  const marks = session.allMarks().filter((one) => one.startsWith(`${path} `));
  assert.ok(!marks.some((one) => one.startsWith(`${path} ${rule}:`)), marks.join(", "));
  assert.ok(!marks.some((one) => one.includes("ignore-comment")), marks.join(", "));
  const entry = accepted(session).find((one) => one.rule === rule && one.where.startsWith(path));
  assert.match(entry?.note ?? "", new RegExp(`^accepted.*: ${REASON}$`));
  return mark;
}

/** What stands in the line above the finding's. */
function commentAbove(session: Session, path: string, { range }: Diagnostic): string {
  return session.text(path).split("\n")[range.start.line] ?? "";
}

describe("ignoring a finding writes a comment", () => {
  it("in C, as far in as its line", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      const mark = await accept(session, "main/main.c", VERIFY);
      assert.equal(
        commentAbove(session, "main/main.c", mark),
        `    // baseline645: ignore ${VERIFY} -- ${REASON}`,
      );
    }));

  it("in C++ with tabs and the line ends of Windows, in a buffer that is not saved", () =>
    withServer({ ...ESP_IDF, "main/main.cpp": "" }, async (session) => {
      await session.settle();
      const text = tls().replaceAll("    ", "\t").replaceAll("\n", "\r\n");
      session.edit("main/main.cpp", text);
      await session.settle();
      const mark = await accept(session, "main/main.cpp", VERIFY);
      assert.equal(
        commentAbove(session, "main/main.cpp", mark),
        `\t// baseline645: ignore ${VERIFY} -- ${REASON}\r`,
      );
      assert.equal(session.text("main/main.cpp").replaceAll("\r\n", "").includes("\n"), false);
    }));

  it("with an end", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      const mark = await accept(session, "main/main.c", VERIFY, "2999-12-31");
      assert.match(commentAbove(session, "main/main.c", mark), / until 2999-12-31 -- bench/);
      assert.match(accepted(session)[0]?.note ?? "", /^accepted until 2999-12-31: /);
    }));

  it("in CMake", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      const path = "main/CMakeLists.txt";
      const mark = await accept(session, path, "embedded-private-key-file");
      assert.match(commentAbove(session, path, mark), /^\s*# baseline645: ignore embedded/);
    }));

  it("in platformio.ini", () =>
    withServer(
      {
        "platformio.ini":
          "[env:demo]\nplatform = espressif32\nframework = arduino\nbuild_type = debug\n",
        "src/main.cpp": "void setup() {}\n",
      },
      async (session) => {
        await session.settle();
        const mark = await accept(session, "platformio.ini", "debug-stub-enabled");
        assert.match(commentAbove(session, "platformio.ini", mark), /^; baseline645: ignore/);
      },
    ));

  it("in prj.conf", () =>
    withServer(
      {
        "CMakeLists.txt": "find_package(Zephyr)\nproject(demo)\n",
        "prj.conf": "CONFIG_GDBSTUB=y\n",
      },
      async (session) => {
        await session.settle();
        const mark = await accept(session, "prj.conf", "debug-stub-enabled");
        assert.match(commentAbove(session, "prj.conf", mark), /^# baseline645: ignore/);
      },
    ));

  it("in sdkconfig.defaults", () =>
    withServer(
      { ...ESP_IDF, "sdkconfig.defaults": "CONFIG_ESP_SYSTEM_PANIC_GDBSTUB=y\n" },
      async (session) => {
        await session.settle();
        const mark = await accept(session, "sdkconfig.defaults", "debug-stub-enabled");
        assert.match(commentAbove(session, "sdkconfig.defaults", mark), /^# baseline645: ignore/);
      },
    ));
});

describe("ignoring a finding writes an entry", () => {
  it("for the generated sdkconfig, where a comment would not survive", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      const before = session.text("sdkconfig");
      await accept(session, "sdkconfig", "debug-stub-enabled", "2999-01-31");
      assert.equal(session.text("sdkconfig"), before);
      assert.equal(
        session.text(CONFIG),
        `accepted:\n  - rule: debug-stub-enabled\n    path: sdkconfig\n    reason: ${REASON}\n    until: 2999-01-31\n`,
      );
    }));

  it("for a key", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      await accept(session, "certs/client_key.pem", "private-key-committed");
      assert.match(session.text(CONFIG), /path: certs\/client_key\.pem/);
    }));

  it("inside a macro of several lines, which a comment would end", () =>
    withServer(
      {
        ...ESP_IDF,
        "main/main.c": `#define OPEN(conf) \\\n    mbedtls_ssl_conf_authmode(conf, \\\n        MBEDTLS_SSL_VERIFY_NONE)\n${tls()}`,
      },
      async (session) => {
        await session.settle();
        const path = "main/main.c";
        const edit = await session.request<{ documentChanges?: unknown }>("baseline645/ignore", {
          uri: session.uri(path),
          rule: VERIFY,
          line: 1,
          reason: REASON,
        });
        assert.match(JSON.stringify(edit), /config\.yaml/);
        assert.ok(!JSON.stringify(edit).includes('main.c":'));
      },
    ));

  const withConfig = (config: string): Record<string, string> => ({
    ...plugFiles(),
    [CONFIG]: config,
  });

  it("below what stands there, comments and order kept", () => {
    const config =
      "# how we check\nedition: 2.1.1 # until spring\n\nrules:\n  off: [] # none yet\naccepted:\n  # the first\n  - rule: non-literal-format\n    path: main/http_server.c\n    reason: reviewed\n";
    return withServer(withConfig(config), async (session) => {
      await session.settle();
      await accept(session, "sdkconfig", "debug-stub-enabled");
      assert.equal(
        session.text(CONFIG),
        `${config}  - rule: debug-stub-enabled\n    path: sdkconfig\n    reason: ${REASON}\n`,
      );
    });
  });

  it("into an open buffer that is not saved", () =>
    withServer(withConfig("edition: 2.1.1\n"), async (session) => {
      await session.settle();
      session.edit(CONFIG, "edition: 3.1.3\n");
      await session.settle();
      await accept(session, "sdkconfig", "debug-stub-enabled");
      assert.match(session.text(CONFIG), /^edition: 3\.1\.3\naccepted:\n/);
    }));

  for (const [what, config] of [
    ["comments alone", "# nothing yet\n"],
    ["an empty list", "accepted: []\n"],
    ["the line ends of Windows", "edition: 3.1.3\r\nrules:\r\n  off: []\r\n"],
    ["no line end", "edition: 3.1.3"],
  ] as const)
    it(`behind ${what}`, () =>
      withServer(withConfig(config), async (session) => {
        await session.settle();
        await accept(session, "sdkconfig", "debug-stub-enabled");
        const text = session.text(CONFIG);
        assert.ok(text.includes(config.split(/\r?\n/)[0]?.replace(" []", "") ?? ""), text);
        assert.equal(/[^\r]\n/.test(text), !config.includes("\r"), JSON.stringify(text));
      }));

  for (const [what, config] of [
    ["is no YAML", "rules: [\n"],
    ["has a key nobody knows", "rule:\n  off: []\n"],
    ["is a list", "- one\n- two\n"],
  ] as const)
    it(`never into a file that ${what}`, () =>
      withServer(withConfig(config), async (session) => {
        await session.settle();
        const mark = session.one("sdkconfig", "debug-stub-enabled");
        await assert.rejects(
          session.ignore("sdkconfig", mark, REASON),
          /mend .*config\.yaml first/,
        );
      }));
});

describe("ignoring a finding is refused", () => {
  it("without a reason", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      const mark = session.one("main/main.c", VERIFY);
      for (const reason of ["", " \n "])
        await assert.rejects(session.ignore("main/main.c", mark, reason), /needs a reason/);
    }));

  it("outside of the workspace", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      const mark = session.one("main/main.c", VERIFY);
      await assert.rejects(session.ignore("/elsewhere/main.c", mark, REASON), /no folder/);
    }));

  it("for a day that is none", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      const mark = session.one("main/main.c", VERIFY);
      const bad = session.ignore("main/main.c", mark, REASON, "next week");
      await assert.rejects(bad, /date such as 2027-01-31/);
    }));
});

describe("comments that do nothing are marked", () => {
  const marked = (comment: string, text = tls()): Promise<void> =>
    withServer(
      { ...ESP_IDF, "main/main.c": text.replace("{\n", `{\n    // ${comment}\n`) },
      async (session) => {
        await session.settle();
        assert.ok(session.marks("main/main.c").includes("ignore-comment:3"), comment);
      },
    );

  it("where nothing is found", () =>
    marked(`baseline645: ignore ${VERIFY} -- ${REASON}`, tls("MBEDTLS_SSL_VERIFY_REQUIRED")));
  it("without a reason", () => marked(`baseline645: ignore ${VERIFY}`));
  it("of a rule that does not exist", () => marked(`baseline645: ignore no-such -- ${REASON}`));
  it("whose day has passed, and the finding is back", () =>
    marked(`baseline645: ignore ${VERIFY} until 2020-01-01 -- ${REASON}`));
});
