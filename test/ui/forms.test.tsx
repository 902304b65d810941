import { describe, expect, it } from "vitest";
import { PostButton } from "../../views/ui/button.tsx";
import {
	CheckboxGroup,
	DateField,
	FileField,
	NumberField,
	RadioGroup,
	SelectField,
	TextArea,
	TextField,
	YES_NO_NA,
} from "../../views/ui/field.tsx";
import { FilterBar } from "../../views/ui/filter-bar.tsx";
import { Form } from "../../views/ui/form.tsx";
import { render } from "./render.ts";

const field = { name: "title", label: "Risk", help: "En mening.", error: "Skriv vad som kan hända." };

describe("a field", () => {
	const controls = {
		TextField: <TextField {...field} value="x" />,
		TextArea: <TextArea {...field} />,
		SelectField: <SelectField {...field} options={[]} />,
		DateField: <DateField {...field} />,
		NumberField: <NumberField {...field} unit="kr" />,
		FileField: <FileField {...field} />,
	};
	it.each(Object.entries(controls))("%s ties label, help and error to its control", async (_name, node) => {
		const markup = await render(node);
		expect(markup).toContain('<label for="falt-title"');
		expect(markup).toMatch(/<(input|textarea|select)[^>]* id="falt-title"/);
		expect(markup).toContain('aria-describedby="falt-title-hjalp falt-title-fel"');
		expect(markup).toContain('id="falt-title-hjalp"');
		expect(markup).toContain('id="falt-title-fel"');
		expect(markup).toContain('aria-invalid="true"');
		expect(markup).toContain('required=""');
	});

	it("says in words that it is optional", async () => {
		const markup = await render(<TextField name="a" label="Orsak" optional />);
		expect(markup).toContain("(valfritt)");
		expect(markup).not.toContain("required");
		expect(markup).not.toContain("aria-invalid");
		expect(markup).not.toContain("aria-describedby");
	});

	it("can be optional without saying so, as in a filter", async () => {
		const markup = await render(<TextField name="q" label="Sök" optional="silent" />);
		expect(markup).not.toContain("(valfritt)");
		expect(markup).not.toContain("required");
	});

	it("joins several errors", async () => {
		expect(await render(<TextField name="a" label="A" error={["Ett.", "Två."]} />)).toContain("Ett. Två.");
	});

	it("has its own id in each scope", async () => {
		expect(await render(<TextField name="a" label="A" scope="7" />)).toContain('<label for="falt-7-a"');
	});

	it("keeps a first line break in a text area", async () => {
		expect(await render(<TextArea name="a" label="A" value={"\nrad två"} />)).toContain(">\n\nrad två</textarea>");
	});
});

describe("a group of choices", () => {
	it("has a legend, and every choice a label of its own", async () => {
		const markup = await render(
			<RadioGroup {...field} layout="segmented" options={YES_NO_NA} value="no" scope="rad7" />,
		);
		expect(markup).toMatch(/<fieldset[^>]*aria-describedby="falt-rad7-title-hjalp falt-rad7-title-fel"/);
		expect(markup).toContain("<legend");
		for (const id of ["falt-rad7-title", "falt-rad7-title-2", "falt-rad7-title-3"]) {
			expect(markup).toContain(`id="${id}"`);
			expect(markup).toContain(`<label for="${id}"`);
		}
		expect(markup.match(/checked=""/g)).toHaveLength(1);
		expect(markup).toContain('data-key="j"');
	});

	it("marks every checked box", async () => {
		const options = ["a", "b", "c"].map((value) => ({ value, label: value }));
		const markup = await render(<CheckboxGroup name="krav" label="Krav" options={options} values={["a", "c"]} />);
		expect(markup.match(/checked=""/g)).toHaveLength(2);
	});
});

describe("a form", () => {
	it("lists the errors with links to their fields, and takes focus", async () => {
		const markup = await render(
			<Form action="/risker" errors={{ title: "Skriv en titel.", "": "Filen är för stor.", due: null }} scope="ny" />,
		);
		expect(markup).toContain("Rätta 2 fel");
		expect(markup).toContain('<a href="#falt-ny-title">Skriv en titel.</a>');
		expect(markup).toContain("<li>Filen är för stor.</li>");
		expect(markup).toMatch(/<section[^>]*tabindex="-1"[^>]*autofocus=""/);
	});

	it("shows no summary without errors", async () => {
		expect(await render(<Form action="/risker" errors={{ title: undefined }} />)).not.toContain("error-summary");
	});

	it("carries the version, and works without htmx", async () => {
		const markup = await render(<Form action="/risker/1" version={3} hx={{ target: "this" }} multipart />);
		expect(markup).toContain('<input type="hidden" name="version" value="3"/>');
		expect(markup).toContain('method="post" action="/risker/1"');
		expect(markup).toContain('hx-post="/risker/1"');
		expect(markup).toContain('enctype="multipart/form-data"');
	});

	it("is not sent twice by a double click, and loses no answer that is saved as it is given", async () => {
		expect(await render(<PostButton action="/a" hx={{}} />)).toContain('hx-sync="this:drop"');
		expect(await render(<Form action="/a" hx={{ trigger: "change" }} />)).toContain('hx-sync="this:queue last"');
	});

	it("starts as unsaved when it comes back with errors", async () => {
		expect(await render(<Form action="/a" unsaved />)).toContain('data-unsaved=""');
		expect(await render(<Form action="/a" unsaved errors={{ a: "Fel." }} />)).toContain('data-unsaved="dirty"');
	});

	it("a filter keeps its choice in the address", async () => {
		const markup = await render(<FilterBar action="/risker" hx={{ target: "#lista" }} />);
		expect(markup).toContain('method="get"');
		expect(markup).toContain("novalidate");
		expect(markup).toContain('hx-get="/risker"');
		expect(markup).toContain('hx-push-url="true"');
	});
});

it("a long row of choices has the markup of a short one, with the one that is chosen", async () => {
	const options = Array.from({ length: 300 }, (_, n) => ({ value: `${n}`, label: `Enhet & ${n}`, disabled: n === 5 }));
	const of = async (shown: typeof options, value: string) =>
		(await render(<SelectField name="enhet" label="Enhet" options={shown} value={value} />)).match(
			/<option.*<\/option>/s,
		)![0];
	const short = await of(options.slice(0, 100), "7");
	expect(short).toContain("selected");
	const long = await of(options, "7");
	expect(long.startsWith(short)).toBe(true);
	expect(long.match(/<option/g)).toHaveLength(300);
	expect(await of(options, "8"), "chosen anew").not.toContain(long.slice(0, short.length));
});
