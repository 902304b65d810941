import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";

/** A new key, shown this once. */
export function ApiTokenMadePage(props: { shell: Partial<LayoutProps>; token: string; back: string }) {
	return (
		<Layout {...props.shell} title="Den nya åtkomstnyckeln">
			<Flash tone="warn" text="Nyckeln visas bara nu. Den som har nyckeln kan göra det som nyckeln öppnar." />
			<TextField name="token" label="Nyckel" value={props.token} readonly optional="silent" />
			<p>
				<ButtonLink href={props.back}>Jag har sparat nyckeln</ButtonLink>
			</p>
		</Layout>
	);
}
