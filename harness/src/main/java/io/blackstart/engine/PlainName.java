package io.blackstart.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names for what engines, nft and proxies know of an occurrence: letters, digits and {@code _} only, at most 100 characters, and
 * two ids never share one ({@code a#1} and {@code a-1} are two faults).
 */
public final class PlainName {

    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9]");
    private static final int MOST = 100;

    private PlainName() {}

    /** The name of an id: each other character is {@code _HEX_}; what is too long is cut and told apart by its SHA-256. */
    public static String of(String id) {
        String name = OTHERS.matcher(id)
                .replaceAll(found -> "_" + Integer.toHexString(found.group().codePointAt(0)) + "_");
        return name.length() <= MOST ? name : name.substring(0, MOST - 65) + "_" + digest(id);
    }

    private static String digest(String id) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
