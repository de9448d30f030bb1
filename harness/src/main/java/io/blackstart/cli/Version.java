package io.blackstart.cli;

import picocli.CommandLine;

/** The version, from the jar's manifest; a class folder has none. */
final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"blackstart " + number()};
    }

    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
