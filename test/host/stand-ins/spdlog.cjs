// Stands in for the native logging module of this name in the test host: plain files that only grow.
const fs = require("node:fs");
const path = require("node:path");

const LEVELS = ["trace", "debug", "info", "warning", "error", "critical"];
const INFO = 2;

class Logger {
  level = INFO;
  raw = false;

  constructor(_type, _name, file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.file = fs.openSync(file, "a");
  }

  write(level, message) {
    if (level < this.level || this.file === undefined) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    fs.writeSync(this.file, this.raw ? message : `${time} [${LEVELS[level]}] ${message}\n`);
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    // The host sets patterns only for files it reads back itself, which tests do not.
  }
  clearFormatters() {
    this.raw = true;
  }
  flush() {
    // Every write is synchronous.
  }
  drop() {
    if (this.file !== undefined) fs.closeSync(this.file);
    this.file = undefined;
  }
}

const open = async (name, file) => new Logger("", name, file);

exports.version = 0;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.Logger = Logger;
exports.createRotatingLogger = open;
exports.createAsyncRotatingLogger = open;
