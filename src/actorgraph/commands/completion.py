"""`actorgraph completion`: the script by which a shell completes commands."""

import click

SHELLS = ("bash", "zsh", "fish")
PROGRAM = "actorgraph"
# Click looks for this variable when the shell asks.
VARIABLE = "_ACTORGRAPH_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish")
def completion(shell: str) -> None:
    """Print a script that completes commands in a shell.

    \b
    bash: echo 'eval "$(actorgraph completion bash)"' >> ~/.bashrc
    zsh:  echo 'eval "$(actorgraph completion zsh)"' >> ~/.zshrc
    fish: actorgraph completion fish > ~/.config/fish/completions/actorgraph.fish

    It then completes commands, options, questions, formats and names of files.
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None
    root = click.get_current_context().find_root().command
    click.echo(script(root, {}, PROGRAM, VARIABLE).source())
