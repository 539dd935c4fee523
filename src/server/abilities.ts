// What a client says of itself when it connects.
import type { InitializeParams } from "vscode-languageserver";
import type { ClientOptions } from "../protocol/messages.js";

/** What the client can do, as far as we use it. */
export interface ClientAbilities {
  readonly configuration: boolean;
  readonly watching: boolean;
  readonly folders: boolean;
  readonly progress: boolean;
  /** Edits may name versions of documents, and say of themselves what a person should look at. */
  readonly documentChanges: boolean;
  readonly annotations: boolean;
  /** It knows the messages of src/protocol and carries out our commands. */
  readonly isOurs: boolean;
}

export function abilitiesOf(params: InitializeParams | undefined): ClientAbilities {
  const { workspace, window } = params?.capabilities ?? {};
  return {
    configuration: workspace?.configuration === true,
    watching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    ...editsOf(workspace?.workspaceEdit),
    isOurs: isOurs(params?.initializationOptions as Partial<ClientOptions> | undefined),
  };
}

function editsOf(
  edits: NonNullable<InitializeParams["capabilities"]["workspace"]>["workspaceEdit"],
): Pick<ClientAbilities, "documentChanges" | "annotations"> {
  return {
    documentChanges: edits?.documentChanges === true,
    annotations: edits?.changeAnnotationSupport !== undefined,
  };
}

function isOurs(options: Partial<ClientOptions> | undefined): boolean {
  return options?.baseline645?.protocol === 1;
}

/** Folders as a client names them; older clients know one root only. */
export function foldersOf(params: InitializeParams): readonly string[] {
  const root: unknown = Reflect.get(params, "rootUri");
  const folders = params.workspaceFolders?.map(({ uri }) => uri);
  return folders ?? (typeof root === "string" ? [root] : []);
}
