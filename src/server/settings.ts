// Settings as a client gives them: anything may be missing or wrong, and then the default holds.
import { z } from "zod";
import { DEFAULT_SETTINGS, type Settings } from "../protocol/messages.js";

const Form = z.object({
  enable: z.boolean().catch(DEFAULT_SETTINGS.enable),
  edition: z.enum(["config", "2.1.1", "3.1.3"]).catch(DEFAULT_SETTINGS.edition),
  scan: z.enum(["auto", "always", "openFiles"]).catch(DEFAULT_SETTINGS.scan),
});

export function settingsFrom(given: unknown): Settings {
  const parsed = Form.safeParse(given ?? {});
  return parsed.success ? parsed.data : DEFAULT_SETTINGS;
}
