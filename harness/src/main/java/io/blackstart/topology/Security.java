package io.blackstart.topology;

import java.util.List;

/** Capabilities that a service adds or drops, and whether it may gain new privileges. */
public record Security(List<String> capAdd, List<String> capDrop, boolean noNewPrivileges) {}
