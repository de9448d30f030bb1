package io.blackstart.cli;

/** Bad definitions or arguments: exit code 64. The message is all that the user sees. */
final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
