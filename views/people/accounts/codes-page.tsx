import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { QrCode } from "../../ui/qr-code.tsx";

/** The seed for the app, and a code that proves that it arrived. */
export function CodesPage(props: { shell: Partial<LayoutProps>; seed: string; address: string; form: FormState }) {
	const { form } = props;
	return (
		<Layout
			{...props.shell}
			title="Slå på engångskoder"
			lead="Öppna en app för engångskoder och läs av bilden, eller välj att skriva in en nyckel själv."
		>
			<QrCode text={props.address} label="QR-kod med nyckeln för appen" />
			<p>
				Nyckel: <code>{props.seed.replace(/(.{4})(?=.)/g, "$1 ")}</code>
			</p>
			<Disclosure summary="Nyckeln som adress, för appar som tar emot en sådan">
				<code>{props.address}</code>
			</Disclosure>
			<Form action={paths.ownCodesProof()} errors={form.errors}>
				<TextField
					name="code"
					label="Kod ur appen"
					help="Sex siffror. Koden visar att nyckeln är på plats."
					error={form.errors.code}
					autocomplete="one-time-code"
					inputmode="numeric"
					width="short"
				/>
				<FormActions cancel_href={paths.ownAccount()}>
					<Button>Slå på</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
