import { encode } from "uqr";

/** Light around the code, in modules: readers need four. */
const BORDER = 4;

/** A text as a QR code for a camera. Black on white whatever the colours of the page: readers expect it. */
export function QrCode({ text, label }: { text: string; label: string }) {
	const { size, data } = encode(text, { ecc: "M", border: BORDER });
	const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
	return (
		<svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="240" height="240">
			<rect width={size} height={size} fill="#fff" />
			<path d={dark.join("")} fill="#000" shape-rendering="crispEdges" />
		</svg>
	);
}
