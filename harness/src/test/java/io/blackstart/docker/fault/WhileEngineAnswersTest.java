package io.blackstart.docker.fault;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.engine.Injection;
import io.blackstart.engine.PlatformUnavailable;
import java.net.SocketException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhileEngineAnswersTest {

    private static Injection failing(RuntimeException failure) {
        return new WhileEngineAnswers(new Injection() {
            @Override
            public Map<String, String> intent() {
                return Map.of();
            }

            @Override
            public Effect inject() {
                throw failure;
            }

            @Override
            public Healed undo() {
                throw new IllegalStateException("outer", failure);
            }
        });
    }

    /** As its client throws it. */
    @Test
    void anEngineThatIsGoneIsNotAFaultOfOurOwn() {
        Injection injection = failing(new RuntimeException(new SocketException("No such file or directory")));
        assertThatThrownBy(injection::inject)
                .isInstanceOf(PlatformUnavailable.class)
                .hasMessageContaining("the Docker engine went away")
                .hasMessageContaining("No such file or directory");
        assertThatThrownBy(injection::undo).isInstanceOf(PlatformUnavailable.class);
    }

    @Test
    void anythingElseStaysWhatItIs() {
        IllegalStateException own = new IllegalStateException("own");
        assertThatThrownBy(failing(own)::inject).isSameAs(own);
        RuntimeException file = new RuntimeException(new NoSuchFileException("samples.bin"));
        assertThatThrownBy(failing(file)::inject).isSameAs(file);
    }
}
