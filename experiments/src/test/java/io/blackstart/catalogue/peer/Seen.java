package io.blackstart.catalogue.peer;

/**
 * What a caller saw of a request.
 *
 * @param ending the status of a whole answer, else {@code eof}, {@code reset}, {@code refused}, {@code silent}
 * @param bytes that came, with the head
 * @param reads in which they came
 * @param most bytes of one read
 * @param dataNanos from the request to the last byte
 * @param endNanos from the request to the end of it: of the stream, where the answer closes it
 */
public record Seen(String ending, long bytes, int reads, int most, long dataNanos, long endNanos) {

    static Seen nothing(String ending) {
        return new Seen(ending, 0, 0, 0, 0, 0);
    }

    /** As {@link #toString} wrote it. */
    public static Seen parse(String text) {
        String[] words = text.split(" ");
        return new Seen(
                words[0],
                Long.parseLong(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }

    @Override
    public String toString() {
        return ending + " " + bytes + " " + reads + " " + most + " " + dataNanos + " " + endNanos;
    }
}
