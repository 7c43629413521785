/* dientap: the record of an office's exercises.  See docs/architecture.md. */

#include "command/command.h"
#include "command/registry.h"

int main(int argc, char **argv)
{
	registry_install();
	return command_main(argc, argv);
}
