#ifndef BASE_OS_SERVICE_H
#define BASE_OS_SERVICE_H
/* A process that runs until it is told to stop. */

/* Holds SIGTERM and SIGINT back from all threads that are started afterwards, and
   makes a broken connection an error instead of the end. */
void os_hold_stop_signals(void);
/* Waits for one of them. */
void os_await_stop_signal(void);
/* Tells the service manager "READY=1" or "STOPPING=1" (sd_notify), if there is one. */
void os_tell_service_manager(const char *state);

#endif
