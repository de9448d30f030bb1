package io.blackstart.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The text of a file: UTF-8, of a size that can be a definition's, and without characters that no text has. */
final class SourceText {

    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private final Path file;
    private final String expected;
    private final Problems problems;

    private SourceText(Path file, String expected, Problems problems) {
        this.file = file;
        this.expected = expected;
        this.problems = problems;
    }

    /** The text; empty where there is none, which is a problem. */
    static Optional<String> read(Path file, String expected, Problems problems) {
        return new SourceText(file, expected, problems).read();
    }

    private Optional<String> read() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return bad(Place.whole(file), "the file has more than " + MOST_BYTES / 1024 / 1024 + " MiB");
            }
            return decoded(bytes).filter(this::printable);
        } catch (IOException e) {
            return bad(Place.whole(file), "the file cannot be read (" + reason(e) + ")");
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof NoSuchFileException
                ? "there is no such file"
                : failure.getClass().getSimpleName() + " " + failure.getMessage();
    }

    private Optional<String> decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        return result.isError() ? bad(after(text), "the file is not UTF-8") : Optional.of(text.toString());
    }

    private boolean printable(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int found = text.codePointAt(i);
            if (!StreamReader.isPrintable(found)) {
                bad(after(text.substring(0, i)), String.format("the character U+%04X", found));
                return false;
            }
        }
        return true;
    }

    /** The place behind a text. */
    private Place after(CharSequence text) {
        String before = text.toString();
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(file, line, before.length() - before.lastIndexOf('\n'));
    }

    private Optional<String> bad(Place place, String found) {
        problems.add(place, found, "expected " + expected);
        return Optional.empty();
    }
}
