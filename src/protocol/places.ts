// Places as the Language Server Protocol writes them.

/** A document's or folder's address as the Language Server Protocol writes it. */
export type Uri = string;

/** LSP's own shape: lines and UTF-16 columns from 0. */
export interface LspRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface Location {
  readonly uri: Uri;
  readonly range: LspRange;
}
