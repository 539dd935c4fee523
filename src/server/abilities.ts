// What a client says of itself when it connects.
import type { InitializeParams } from "vscode-languageserver";
import type { ClientOptions } from "../protocol/messages.js";

/** What the client can do, as far as we use it. */
export interface ClientAbilities {
  readonly configuration: boolean;
  readonly watching: boolean;
  readonly folders: boolean;
  readonly progress: boolean;
  /** It knows the messages of src/protocol and carries out our commands. */
  readonly isOurs: boolean;
}

export function abilitiesOf(params: InitializeParams | undefined): ClientAbilities {
  const { workspace, window } = params?.capabilities ?? {};
  const options = params?.initializationOptions as Partial<ClientOptions> | undefined;
  return {
    configuration: workspace?.configuration === true,
    watching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    isOurs: options?.baseline645?.protocol === 1,
  };
}

/** Folders as a client names them; older clients know one root only. */
export function foldersOf(params: InitializeParams): readonly string[] {
  const root: unknown = Reflect.get(params, "rootUri");
  const folders = params.workspaceFolders?.map(({ uri }) => uri);
  return folders ?? (typeof root === "string" ? [root] : []);
}
