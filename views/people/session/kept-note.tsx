import { paths } from "../../../src/paths/paths.ts";
import { Flash } from "../../ui/flash.tsx";

/** Why the sign-in page came instead of an answer, and what becomes of what was written. */
export function KeptNote({ return_to }: { return_to: string }) {
	if (return_to !== paths.keptForms()) return null;
	return (
		<Flash
			tone="info"
			announce={false}
			heading="Du har loggats ut"
			text="Det du skrev är kvar. Logga in igen i samma webbläsare inom en halvtimme, så skickas det. Loggar någon annan in tas det bort."
		/>
	);
}
