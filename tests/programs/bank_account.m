%% compat: both
% A small bank: accounts in a struct array, transactions applied one by one,
% a log of what happened, and a monthly statement.
1;

function bank = open_account(bank, owner, deposit)
  id = 1000 + numel(bank.accounts) + 1;
  acc = struct('id', id, 'owner', owner, 'balance', deposit, 'history', {{}});
  acc.history{end + 1} = sprintf('open %.2f', deposit);
  if isempty(bank.accounts)
    bank.accounts = acc;
  else
    bank.accounts(end + 1) = acc;
  end
end

function k = find_account(bank, owner)
  k = 0;
  for i = 1:numel(bank.accounts)
    if strcmp(bank.accounts(i).owner, owner)
      k = i;
      return;
    end
  end
  error('bank:noAccount', 'no account for %s', owner);
end

function bank = deposit(bank, owner, amount)
  if amount <= 0
    error('bank:badAmount', 'deposit must be positive');
  end
  k = find_account(bank, owner);
  bank.accounts(k).balance = bank.accounts(k).balance + amount;
  bank.accounts(k).history{end + 1} = sprintf('deposit %.2f', amount);
end

function bank = withdraw(bank, owner, amount)
  k = find_account(bank, owner);
  if bank.accounts(k).balance < amount
    error('bank:funds', '%s lacks %.2f', owner, amount - bank.accounts(k).balance);
  end
  bank.accounts(k).balance = bank.accounts(k).balance - amount;
  bank.accounts(k).history{end + 1} = sprintf('withdraw %.2f', amount);
end

function bank = transfer(bank, from, to, amount)
  bank = withdraw(bank, from, amount);
  try
    bank = deposit(bank, to, amount);
  catch err
    bank = deposit(bank, from, amount);
    rethrow(err);
  end
end

function bank = add_interest(bank, rate)
  for k = 1:numel(bank.accounts)
    gain = round(bank.accounts(k).balance * rate * 100) / 100;
    bank.accounts(k).balance = bank.accounts(k).balance + gain;
    bank.accounts(k).history{end + 1} = sprintf('interest %.2f', gain);
  end
end

function statement(bank)
  fprintf('%-6s %-8s %10s\n', 'id', 'owner', 'balance');
  for acc = bank.accounts
    fprintf('%-6d %-8s %10.2f\n', acc.id, acc.owner, acc.balance);
    for k = 1:numel(acc.history)
      fprintf('       - %s\n', acc.history{k});
    end
  end
end

bank = struct('accounts', []);
bank = open_account(bank, 'anna', 500);
bank = open_account(bank, 'ben', 120.5);
bank = open_account(bank, 'carla', 0);

orders = {
  'deposit',  'anna',  '',      250
  'withdraw', 'ben',   '',      20.25
  'transfer', 'anna',  'carla', 300
  'withdraw', 'carla', '',      1000
  'deposit',  'dora',  '',      10
  'transfer', 'ben',   'dora',  50
  'deposit',  'ben',   '',      -5
  };

failures = 0;
for k = 1:size(orders, 1)
  [what, who, other, amount] = orders{k, :};
  try
    switch what
      case 'deposit'
        bank = deposit(bank, who, amount);
      case 'withdraw'
        bank = withdraw(bank, who, amount);
      case 'transfer'
        bank = transfer(bank, who, other, amount);
    end
    fprintf('%d: %s ok\n', k, what);
  catch err
    failures = failures + 1;
    fprintf('%d: %s failed (%s: %s)\n', k, what, err.identifier, err.message);
  end
end

bank = add_interest(bank, 0.015);
statement(bank);
fprintf('total %.2f, failures %d\n', sum([bank.accounts.balance]), failures);
