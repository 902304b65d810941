/** What an installation signs in with, as far as the rules ask. */
export interface SignInFrame {
	/** The identity provider's name, or null without one: then passwords are the only way and cannot be forbidden. */
	provider: string | null;
	production: boolean;
}
