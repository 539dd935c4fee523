// Files that no reader reads and that still tell what a project is. A walk that keeps only readable
// files must keep these too, or roots, SDKs and vendored code go unseen.
import { folderOf, nameOf } from "../base/paths.js";

const NAMES =
  /^(?:(?:GNU)?[Mm]akefile(?:\.am)?|meson\.build|configure\.ac|component\.mk|west\.yml|module\.yml|idf_component\.yml|library\.properties|library\.json|\.gitmodules|\.piopm|\.component_hash|mbed_app\.json5?|mbed-os\.lib|idf\.py|boards\.txt|ssl\.h\.in|.+\.(?:service|bb|bbappend))$/;

export function isMarker(path: string): boolean {
  const name = nameOf(path);
  return NAMES.test(name) || (name === "config" && nameOf(folderOf(path)) === ".west");
}
