// What an address says about who listens there. Text that is no address answers false.
import { isPlaceholder } from "./secrets.js";

/** Host of `scheme://user@host:port/…`, in lower case and without brackets. */
function hostOf(url: string): string | undefined {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url.trim());
  return match?.[1]?.replace(/^\[|\]$/g, "").toLowerCase();
}

export function isLoopbackUrl(url: string): boolean {
  const host = hostOf(url);
  return host !== undefined && /^(?:localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0)$/.test(host);
}

/** Private, link-local and multicast addresses, `.local` names and names without a dot. */
export function isLocalUrl(url: string): boolean {
  if (isLoopbackUrl(url)) return true;
  const host = hostOf(url);
  if (host === undefined) return false;
  // A piece that is not known could be any of these.
  if (host.includes("\0")) return true;
  return (
    /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|22[4-9]\.|23\d\.|fe80:|fd)/.test(
      host,
    ) ||
    /\.(?:local|lan|home|internal|localdomain)$/.test(host) ||
    /^[a-z0-9_-]+$/.test(host)
  );
}

const SCHEMA_HOST =
  /^(?:(?:www|schemas?|xmlns|ns|purl|json-schema|docs?)\.)?(?:w3\.org|xmlsoap\.org|openxmlformats\.org|upnp\.org|json-schema\.org|oasis-open\.org|microsoft\.com|apache\.org|gnu\.org|opensource\.org|creativecommons\.org|purl\.org|onvif\.org|dlna\.org|belkin\.com|inkscape\.org)$|^schemas\.|^xmlns\./;

export function isSchemaUrl(url: string): boolean {
  const host = hostOf(url);
  return host !== undefined && SCHEMA_HOST.test(host);
}

const CREDENTIALS =
  /\b(?:mqtts?|https?|wss?|ftps?|amqps?|coaps?|rtsps?|sftp|redis|postgres(?:ql)?|mysql|mongodb(?:\+srv)?):\/\/([^/\s:@"%]*):([^/\s:@"]+)@[^/\s"]+/i;

/** `scheme://user:password@host`, unless the password is a placeholder or a format. */
export function hasUrlPassword(text: string): boolean {
  const match = CREDENTIALS.exec(text);
  if (match === null) return false;
  const [, user = "", password = ""] = match;
  if (/[%${}<>*]/.test(password) || /^<|[{$]/.test(user)) return false;
  return !isPlaceholder(password) && !/^(?:pass(?:word|wd)?|pwd|x+)\d?$/i.test(password);
}
