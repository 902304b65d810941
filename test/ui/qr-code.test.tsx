import jsQR from "jsqr";
import { expect, test } from "vitest";
import { QrCode } from "../../views/ui/qr-code.tsx";
import { render } from "./render.ts";

const ADDRESS =
	"otpauth://totp/Tillr%C3%A4cklig:maria?issuer=Tillr%C3%A4cklig&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30";
const SCALE = 4;

/** The squares of the path as a camera sees them. */
function pixels(markup: string) {
	const size = Number(/viewBox="0 0 (\d+) \1"/.exec(markup)![1]) * SCALE;
	const image = new Uint8ClampedArray(size * size * 4).fill(255);
	for (const [, x, y] of markup.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
		for (let dy = 0; dy < SCALE; dy++)
			for (let dx = 0; dx < SCALE; dx++) {
				const at = ((Number(y) * SCALE + dy) * size + Number(x) * SCALE + dx) * 4;
				image.fill(0, at, at + 3);
			}
	return { image, size };
}

test("the code says the address, and is an image with a name, without style or script", async () => {
	const markup = await render(<QrCode text={ADDRESS} label="QR-kod med nyckeln" />);
	const { image, size } = pixels(markup);
	expect((jsQR as unknown as typeof jsQR.default)(image, size, size)?.data).toBe(ADDRESS);
	expect(markup).toContain('role="img"');
	expect(markup).toContain('aria-label="QR-kod med nyckeln"');
	expect(markup).not.toMatch(/<script|style=|<style|data:|https?:/);
});
