import type { Config } from "../../config.ts";
import { readMailSettings } from "../../office/notices/mail-settings.ts";
import { readOidcSettings } from "../../people/session/oidc-settings.ts";
import { readTrustedProxies } from "../../people/session/proxy-settings.ts";
import { readBackupSettings } from "../../proof/backup/settings.ts";
import { readMetricsSettings } from "../metrics/settings.ts";

/** Every file of settings the data folder may hold, and who reads it: what is not here no start looks at. */
export const SETTINGS_FILES: Record<string, (config: Config) => unknown> = {
	"oidc.json": readOidcSettings,
	"proxy.json": (config) => readTrustedProxies(config.settingsDir),
	"metrics.json": (config) => readMetricsSettings(config.settingsDir),
	"mail.json": readMailSettings,
	"backup.json": (config) => readBackupSettings(config.settingsDir),
};
