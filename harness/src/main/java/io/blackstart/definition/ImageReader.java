package io.blackstart.definition;

import io.blackstart.topology.Image;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a service's image comes from. */
final class ImageReader {

    private static final List<String> PULL_POLICIES = List.of("always", "never", "missing", "if_not_present", "build");
    private static final int MOST = 512;
    private static final String PART = "[a-z0-9]+(?:(?:\\.|__|_|-+)[a-z0-9]+)*";
    private static final Pattern REFERENCE = Pattern.compile("(?:[A-Za-z0-9.-]+(?::\\d{1,5})?/)?" + PART + "(?:/" + PART
            + ")*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,})?");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9_]+(?:/[a-z0-9_]+(?:/[a-z0-9_.]+)?)?");

    private final ComposeContext context;
    private final Problems problems;

    ImageReader(ComposeContext context) {
        this.context = context;
        this.problems = context.problems();
    }

    Image read(String service, Fields fields) {
        Optional<String> reference = fields.take("image", Scalars::text);
        reference
                .filter(text -> text.length() > MOST || !REFERENCE.matcher(text).matches())
                .ifPresent(text -> problems.add(
                        fields.placeOf("image"), "the image '" + text + "'", "expected NAME, NAME:TAG or NAME@DIGEST"));
        Optional<Image.Build> build = fields.take("build").flatMap(this::build);
        if (reference.isEmpty() && !fields.has("build")) {
            problems.add(
                    fields.place(),
                    "the service '" + service + "' has neither image nor build",
                    "expected one of them");
        }
        return new Image(reference.orElse(context.project() + "-" + service), build, policy(fields), platform(fields));
    }

    /** What is only built is in no registry. */
    private String policy(Fields fields) {
        String policy = fields.take("pull_policy", Scalars::text).orElse("missing");
        if (!PULL_POLICIES.contains(policy)) {
            problems.unknown(fields.placeOf("pull_policy"), "the pull policy", policy, PULL_POLICIES);
        } else if (policy.equals("build") && !fields.has("build")) {
            problems.add(fields.placeOf("pull_policy"), "the pull policy 'build'", "expected a 'build' beside it");
        }
        boolean inRegistry = fields.has("image") || policy.equals("build");
        return inRegistry ? policy.replace("if_not_present", "missing") : "never";
    }

    private Optional<String> platform(Fields fields) {
        return fields.take("platform", Scalars::text).filter(text -> {
            boolean fine = PLATFORM.matcher(text).matches();
            if (!fine) {
                problems.add(
                        fields.placeOf("platform"), "the platform '" + text + "'", "expected one such as linux/amd64");
            }
            return fine;
        });
    }

    private Optional<Image.Build> build(Value value) {
        Fields fields = Fields.of(value, problems, "build");
        Path folder = context.path(fields.take("context", Scalars::text).orElse("."));
        String dockerfile = fields.take("dockerfile", Scalars::text).orElse("Dockerfile");
        Map<String, String> args = args(fields);
        Optional<String> target = fields.take("target", Scalars::text);
        fields.refuse("secrets", "build secrets are not passed on");
        fields.refuse("ssh", "build keys are not passed on");
        fields.notYet("dockerfile_inline", "additional_contexts");
        context.noted(fields, "build.", "cache_from", "cache_to", "labels", "tags", "no_cache", "pull", "platforms");
        fields.endWithExtensions();
        Path file = folder.resolve(dockerfile);
        if (!java.nio.file.Files.isRegularFile(file)) {
            problems.add(value.place(), "there is no " + file, "expected a Dockerfile");
            return Optional.empty();
        }
        return Optional.of(new Image.Build(folder, dockerfile, args, target));
    }

    private Map<String, String> args(Fields fields) {
        Map<String, String> args = new LinkedHashMap<>();
        fields.entries("args", "NAME: value").forEach((key, entry) -> {
            if (!entry.value().isNull()) {
                Scalars.text(entry.value(), problems).ifPresent(text -> args.put(key, text));
            } else if (context.environment().containsKey(key)) {
                args.put(key, context.environment().get(key));
            }
        });
        return args;
    }
}
