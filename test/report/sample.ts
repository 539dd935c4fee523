// One assessment that has some of everything: levels, trails, fixes, suppressions, problems.
import type { Assessment, Attestation, CoverageStatus } from "../../src/model/assessment.js";
import type { Place } from "../../src/model/finding.js";
import type { Problem } from "../../src/model/problem.js";
import { assessment, coverage, finding, place, range, rule, SECRET, step } from "./fixtures.js";

const SDKCONFIG = `CONFIG_ESP_TLS_INSECURE=y
CONFIG_WIFI_PASSWORD="${SECRET}"
CONFIG_SECURE_BOOT=n
`;
const HEADER = `#define WIFI_PASS CONFIG_WIFI_PASSWORD\n`;
const WIFI = `wifi_config_t cfg = {
\t.sta = { .ssid = "shed", .password = WIFI_PASS },
};
static const char *spare = "${SECRET}"; /* second network */
`;
const LONG = `  ${"if (a) { b(); } ".repeat(9)}mqtt_connect("mqtt://broker.local"); ${"c(); ".repeat(40)}`;
const UPDATE = `esp_https_ota(&config);\nmbedtls_ssl_conf_authmode(&conf, MBEDTLS_SSL_VERIFY_REQUIRED);\n`;

const settingPlace: Place = { path: ".baseline645/product.yaml", range: range(11, 2, 5) };

const passphrase = finding({
  rule: "wifi-hardcoded-passphrase",
  provisions: ["5.4-3", "5.1-1"],
  message: "Wi-Fi passphrase is fixed in the source, so every device shares it.",
  evidence: {
    ...place("main/wifi.c", WIFI, "WIFI_PASS"),
    trail: [
      step("main/wifi.h", HEADER, "CONFIG_WIFI_PASSWORD", "WIFI_PASS is defined here"),
      step("sdkconfig", SDKCONFIG, `"${SECRET}"`, "CONFIG_WIFI_PASSWORD is set here"),
    ],
    conditions: ["CONFIG_WIFI is set", "MODE == 2"],
  },
});
const insecure = finding({
  rule: "tls-verification-off",
  provisions: ["5.5-1"],
  level: "warning",
  message: "TLS connections are accepted whatever certificate the server shows.",
  variants: ["release", "factory"],
  evidence: place("sdkconfig", SDKCONFIG, "CONFIG_ESP_TLS_INSECURE=y"),
  fixes: [
    {
      title: "Turn verification on",
      safety: "choice",
      edits: [{ path: "sdkconfig", range: range(0, 24, 1), newText: "n" }],
    },
    {
      title: "Add the certificate bundle",
      safety: "safe",
      edits: [
        { path: "sdkconfig", range: range(3, 0, 0), newText: "CONFIG_MBEDTLS_BUNDLE=y\n" },
        { path: "main/wifi.c", range: range(0, 0, 0), newText: '#include "esp_crt_bundle.h"\n' },
      ],
    },
  ],
});
const boot = finding({
  rule: "secure-boot-off",
  provisions: ["5.7-1"],
  level: "note",
  message: "The boot loader starts any image.",
  evidence: place("sdkconfig", SDKCONFIG, "CONFIG_SECURE_BOOT=n"),
  fixes: [
    {
      title: "Turn secure boot on and burn the key",
      safety: "irreversible",
      edits: [{ path: "sdkconfig", range: range(2, 19, 1), newText: "y" }],
    },
  ],
});
const plainMqtt = finding({
  rule: "mqtt-without-tls",
  provisions: ["5.5-1", "5.5-7"],
  message: "MQTT is spoken without TLS.",
  evidence: place("src/Öfen & more/100%.cpp", LONG, '"mqtt://broker.local"'),
});
const acceptedSpare = finding({
  rule: "secret-in-source",
  provisions: ["5.4-3"],
  message: "A secret is written in the source.",
  evidence: place("main/wifi.c", WIFI, `"${SECRET}"`),
  print: "print-spare",
  suppressed: {
    by: "comment",
    reason: "Only in the shed's test rig",
    who: "the firmware team",
    until: "2027-12-31",
    place: { path: "main/wifi.c", range: range(3, 50, 20) },
  },
});
const acceptedOld = finding({
  rule: "secret-in-source",
  provisions: ["5.4-3"],
  message: "A secret is written in the source.",
  evidence: place("main/old.c", WIFI, `"${SECRET}"`),
  print: "print-old",
  suppressed: { by: "baseline", reason: "Known before the baseline" },
});
const unsure = finding({
  rule: "magic-url",
  provisions: ["5.13-1B"],
  level: "hidden",
  confidence: "low",
  message: "This address may come from the network.",
  evidence: place("main/update.c", UPDATE, "&config"),
});
const seen = finding({
  rule: "tls-verification-required",
  stance: "supports",
  provisions: ["5.5-1", "5.5-7"],
  level: "note",
  message: "The server's certificate is required.",
  evidence: place("main/update.c", UPDATE, "MBEDTLS_SSL_VERIFY_REQUIRED"),
});
const asked = finding({
  rule: "who-signs-updates",
  stance: "asks",
  provisions: ["5.7-1"],
  level: "note",
  message: "Who signs the images that this installs?",
  evidence: place("main/update.c", UPDATE, "esp_https_ota"),
});

const attestation: Attestation = {
  provision: "5.5-7",
  claim: "met",
  because: "All remote interfaces use TLS 1.3.",
  by: "the product owner",
  on: "2026-02-01",
  until: "2028-02-01",
  refs: ["docs/tls.md"],
  place: settingPlace,
};

const problems: readonly Problem[] = [
  {
    kind: "suppression",
    path: "main/net.c",
    range: range(6, 0, 10),
    message: "This suppression expired on 2027-01-31; the finding stands again.",
    severity: "warning",
  },
  {
    kind: "rule",
    path: ".baseline645/rules/ours.yaml",
    range: range(3, 4, 6),
    message: "Unknown word `wehn`; did you mean `when`?",
    severity: "error",
  },
  {
    kind: "too-large",
    path: "assets/table.c",
    message: "Over 4 MB; raise the limit to read it.",
    severity: "warning",
  },
  {
    kind: "encoding",
    path: "main/old.c",
    message: "Not UTF-8; read as Latin-1.",
    severity: "info",
  },
];

/** Some of everything. */
export function everything(): Assessment {
  const findings = [
    passphrase,
    insecure,
    boot,
    plainMqtt,
    acceptedSpare,
    acceptedOld,
    unsure,
    seen,
    asked,
  ];
  const states: readonly (readonly [string, CoverageStatus, Attestation?])[] = [
    ["5.1-1", "violated"],
    ["5.4-3", "violated"],
    ["5.5-1", "violated"],
    ["5.5-3", "not-applicable", { ...attestation, provision: "5.5-3", claim: "not-applicable" }],
    ["5.5-7", "disputed", attestation],
    ["5.7-1", "violated"],
    ["5.10-1", "lapsed", { ...attestation, provision: "5.10-1", until: "2027-02-01" }],
    ["5.13-1B", "open"],
  ];
  return assessment({
    findings,
    coverage: new Map(
      states.map(([id, state, attested]) => [id, coverage(id, state, findings, attested)]),
    ),
    reading: {
      read: 41,
      parsed: 12,
      followed: 7,
      partial: ["main/macros.c"],
      skipped: [
        { path: "assets/table.c", why: "over the size limit" },
        { path: "assets/logo.bin", why: "no text in it" },
      ],
      leftOut: [{ path: "managed_components", why: "vendored: the component manager's folder" }],
    },
    problems,
    rules: [
      rule({ id: "wifi-hardcoded-passphrase", provisions: ["5.4-3", "5.1-1"], cwe: ["CWE-798"] }),
      rule({ id: "tls-verification-off" }),
      rule({ id: "secure-boot-off", provisions: ["5.7-1"], cwe: ["CWE-1326"], impact: "medium" }),
      rule({ id: "mqtt-without-tls", provisions: ["5.5-1", "5.5-7"], cwe: ["CWE-319"] }),
      rule({ id: "secret-in-source", provisions: ["5.4-3"], cwe: ["CWE-798"] }),
      rule({ id: "magic-url", provisions: ["5.13-1B"], cwe: ["CWE-22"] }),
      rule({ id: "tls-verification-required", stance: "supports", cwe: [] }),
      rule({ id: "who-signs-updates", provisions: ["5.7-1"], stance: "asks", cwe: [] }),
    ],
  });
}
