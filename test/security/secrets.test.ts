import { expect, test } from "vitest";
import { newToken } from "../../src/ground/access/secret-token.ts";
import { loggablePath, openLog } from "../../src/ground/log.ts";
import { giveAccount, giveCodes, PASSWORD } from "../support/local-account.ts";
import { visitorTo } from "../support/visitor.ts";
import { openWorld, TODAY } from "../support/world.ts";

test("T40: neither log nor trail holds a password, code, cookie, token or body, whatever happens at sign-in", async () => {
	const world = await openWorld();
	await giveAccount(world, "mats");
	await giveAccount(world, "adam");
	const { codeAt, recovery, seed } = await giveCodes(world, "mats");
	const lines: string[] = [];
	const later = new Date(Date.parse(TODAY) + 60_000);
	const options = { log: (line: string) => lines.push(line), clock: () => later };
	const visitor = visitorTo(world, options);
	await visitor.post("/logga-in/losenord", { user_name: "mats", password: "ett felskrivet lösenord" });
	await visitor.post("/logga-in/losenord", { user_name: "lösenordet-i-fel-ruta", password: PASSWORD });
	await visitor.post("/logga-in/losenord", { user_name: "mats", password: PASSWORD });
	await visitor.post("/logga-in/kod", { code: "123456" });
	await visitor.post("/logga-in/kod", { code: codeAt(later) });
	await visitor.post("/mitt-konto/losenord", { current: PASSWORD, password: "nästa hemliga mening" });
	const adam = visitorTo(world, options);
	await adam.post("/logga-in/losenord", { user_name: "adam", password: PASSWORD });
	const invitation = await (await adam.post(`/personer/${world.ids.maria}/inbjudan`)).text();
	const token = /\/inbjudan\/([\w-]{43})"/.exec(invitation)![1]!;
	await visitorTo(world, options).post(`/inbjudan/${token}`, { user_name: "maria", password: "marias egen hemlighet" });
	await visitorTo(world, options).get(`/inbjudan/${token}`);
	const integration = await (await adam.post("/integrationer", { name: "Katalog", days: "30" })).text();
	const bearer = /value="([\w-]{43})"/.exec(integration)![1]!;
	await visitor.send("GET", "/scim/v2/Users/finns-inte", null, { Authorization: `Bearer ${bearer}` });
	const trail = JSON.stringify(await world.ctx.db.selectFrom("events").selectAll().execute());
	expect(lines.length, "something was logged").toBeGreaterThan(0);
	const secrets = [
		PASSWORD,
		"ett felskrivet lösenord",
		"lösenordet-i-fel-ruta",
		"nästa hemliga mening",
		"marias egen hemlighet",
		"123456",
		codeAt(later),
		seed,
		token,
		bearer,
		...recovery,
		...visitor.cookies.values(),
		...adam.cookies.values(),
	];
	for (const secret of secrets.filter((one) => one.length > 5))
		for (const written of [trail, lines.join("\n")]) expect(written.includes(secret), secret).toBe(false);
	const accounts = JSON.stringify(await world.ctx.db.selectFrom("accounts").selectAll().execute());
	for (const secret of [PASSWORD, seed]) expect(accounts).not.toContain(secret);
	expect(accounts).toContain("$argon2id$v=19$m=47104,t=2,p=1$");
});

test("T40: an unexpected error is logged without what the database said of the row, or the token in the address", async () => {
	const lines: string[] = [];
	const log = openLog({ write: (line) => lines.push(line) });
	const error = Object.assign(new Error("duplicate key"), { detail: "Key (email)=(maria@prov.example) exists" });
	log.error(
		{
			err: error,
			password: "p1",
			body: { password: "p2", token: "p3" },
			headers: { cookie: "p4", authorization: "p5" },
		},
		"x",
	);
	expect(lines.join("")).toContain("duplicate key");
	const token = newToken();
	for (const path of [`/inbjudan/${token}`, `/uppstart/${token}/x`]) expect(loggablePath(path)).not.toContain(token);
	expect(loggablePath("/stickprov/0199")).toBe("/stickprov/0199");
	for (const secret of ["maria@prov", "p1", "p2", "p3", "p4", "p5"]) expect(lines.join("")).not.toContain(`${secret}`);
});
