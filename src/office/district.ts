import { Hono } from "hono";
import type { AppEnv } from "../ground/http/env.ts";
import { accessibilityReportRoutes } from "./accessibility/routes.tsx";
import { administrationRoutes } from "./administration/routes.tsx";
import { calendarRoutes } from "./calendar/routes.tsx";
import { helpRoutes } from "./help/routes.tsx";
import { inboxRoutes } from "./inbox/routes.tsx";
import type { MailSettings } from "./notices/mail-settings.ts";
import { noticeRoutes } from "./notices/routes.tsx";
import { searchRoutes } from "./search/routes.tsx";
import { settingRoutes } from "./settings/routes.tsx";

/** A person's first page, settings and administration. One line per feature; an address that begins like another stands before it. */
export function officeDistrict(mail: MailSettings | null): Hono<AppEnv> {
	const district = new Hono<AppEnv>();
	district.route("/", settingRoutes());
	district.route("/", administrationRoutes());
	district.route("/", calendarRoutes());
	district.route("/", noticeRoutes(mail));
	district.route("/", inboxRoutes());
	district.route("/", searchRoutes());
	district.route("/", helpRoutes());
	district.route("/", accessibilityReportRoutes());
	return district;
}
