% Errors
% Caught, examined, thrown again; clean-up code runs whatever happens.

try
    balance = withdraw(100, 250);
catch problem
    fprintf('identifier: %s\nmessage:    %s\nin:         %s\n\n', problem.identifier, problem.message, problem.stack(1).name);
end

guarded(0);
guarded(2);

% An error that is not caught ends the program. Take the % away to see the link to the line:
% balance = withdraw(10, 20)

function balance = withdraw(balance, amount)
    if amount > balance
        error('bank:funds', 'there are only %d of the %d asked for', balance, amount);
    end
    balance = balance - amount;
end

function guarded(n)
    finish = onCleanup(@() fprintf('guarded(%d) has ended\n', n));
    try
        values = [10 20 30];
        fprintf('value: %d\n', values(n));
    catch problem
        warning('There is no value number %d: %s', n, problem.message);
    end
end
