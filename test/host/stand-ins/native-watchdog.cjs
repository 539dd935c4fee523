// Stands in for the native module of this name in the test host: the server's own polling of its
// parent already ends an orphaned extension host.
const process = require("node:process");

exports.start = () => undefined;
exports.exit = (code) => process.exit(code ?? 0);
